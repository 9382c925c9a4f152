/** Engines that answer queries over the views, behind one port: {@link dev.weir.serving.Engine}. */
package dev.weir.serving;

/** What sources have in common; each has a package of its own below. */
package dev.weir.source;

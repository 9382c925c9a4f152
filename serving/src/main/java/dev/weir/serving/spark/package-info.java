/** Spark as an engine: for any warehouse, and to hold other engines against. */
package dev.weir.serving.spark;

/** Which files a Delta table on a local disk has, read from its log without Spark or Hadoop. */
package dev.weir.serving.delta;

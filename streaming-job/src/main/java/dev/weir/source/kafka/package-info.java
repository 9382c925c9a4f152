/**
 * A Kafka topic as a source of raw records. Spark reads it; this package adds what Spark leaves open: a topic's lasting
 * identity, what a record is to Weir, and which records were gone before they could be read.
 */
package dev.weir.source.kafka;

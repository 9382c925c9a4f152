/** The copy of the answers in BigQuery, asked by its client library. */
package dev.weir.serving.bigquery;

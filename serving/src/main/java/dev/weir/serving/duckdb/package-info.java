/** DuckDB as an engine: for warehouses on a local disk, without Spark. */
package dev.weir.serving.duckdb;

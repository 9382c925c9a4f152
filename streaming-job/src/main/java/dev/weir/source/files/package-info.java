/**
 * The {@code weir-files} source: raw records from log files that land in a place or grow in it.
 *
 * <p>Data flows downwards: {@link dev.weir.source.files.FileListing} finds files, {@link
 * dev.weir.source.files.RangePlanner} decides which bytes of them are new, {@link dev.weir.source.files.SourceLog}
 * writes that decision down, and {@link dev.weir.source.files.RecordReader} yields exactly the planned bytes as rows.
 */
package dev.weir.source.files;

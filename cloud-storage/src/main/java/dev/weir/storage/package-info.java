/** What Hadoop's interface cannot ask of Cloud Storage, asked by Google's own client, by the settings that Hadoop has. */
package dev.weir.storage;

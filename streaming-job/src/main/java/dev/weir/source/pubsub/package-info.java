/** What a Pub/Sub message is to Weir. How messages are pulled is the business of {@code dev.weir.pubsub}. */
package dev.weir.source.pubsub;

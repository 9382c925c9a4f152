/**
 * The {@code pubsub} source: messages of a Google Cloud Pub/Sub subscription as a stream that replays.
 *
 * <p>Data flows downwards: {@link dev.weir.pubsub.Puller} holds the streaming pulls, {@link dev.weir.pubsub.Intake} writes
 * what they bring into the {@link dev.weir.pubsub.MessageLog} and acknowledges it afterwards, {@link
 * dev.weir.pubsub.PubSubStream} tells Spark how far the log reaches, and {@link dev.weir.pubsub.SegmentReader} yields the
 * log's messages as rows, the same ones however often.
 */
package dev.weir.pubsub;

/** Pub/Sub Lite, as Google's connector for Spark reads it. The connector is no part of Weir: users bring it. */
package dev.weir.source.pubsublite;

package dev.weir.model;

import dev.weir.agent.Agent;
import java.util.List;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * A user agent.
 *
 * @param text as it is kept; null where there is none
 * @param agent what it says
 * @param values the same as Spark holds it
 */
record KnownAgent(UTF8String text, Agent agent, List<Object> values) {}

package dev.weir.serving;

/**
 * A column of an answer.
 *
 * @param name several columns of an answer may have one
 * @param type as Spark's SQL names it, whatever the engine
 */
public record AnswerColumn(String name, String type) {}

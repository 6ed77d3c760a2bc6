package org.juxta.inference.lvlm;

/**
 * The terms that a checkpoint may be used under.
 *
 * @param id what somebody writes who accepts them, for example {@code llama3}
 * @param summary what they come to, in one sentence; the licence itself counts
 */
public record Licence(String id, String summary) {}

package org.juxta.dicom.report.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.juxta.dicom.report.code.Concept;
import org.juxta.dicom.report.content.AlgorithmIdentity;
import org.juxta.dicom.report.content.Presence;
import org.juxta.dicom.report.content.PriorComparison;
import org.juxta.dicom.report.content.ReadingOutcome;
import org.juxta.dicom.report.content.ReportContent;
import org.juxta.dicom.report.tree.CodeItem;
import org.juxta.dicom.report.tree.ContainerItem;
import org.juxta.dicom.report.tree.ContentItem;
import org.juxta.dicom.report.tree.Relationship;
import org.juxta.dicom.report.tree.TextItem;

/**
 * Qualitative Evaluations of the whole report (TID 1500 rows 12 to 14): whether the reading
 * succeeded and by which algorithm, whether a prior was read and why, and the notice.
 */
final class OverallEvaluations {
  private OverallEvaluations() {}

  static ContainerItem write(ReportContent content) {
    List<ContentItem> items = new ArrayList<>();
    items.add(summary(content));
    items.addAll(AlgorithmIdentification.write(Relationship.CONTAINS, content.algorithm()));
    PriorComparison comparison = content.comparison();
    items.add(
        CodeItem.of(
            Relationship.CONTAINS,
            Concept.COMPARISON_DONE,
            (comparison.done() ? Concept.YES : Concept.NO).code()));
    if (!comparison.reason().isEmpty()) {
      items.add(
          TextItem.of(
              Relationship.CONTAINS, Concept.COMPARISON_TO_PREVIOUS_STUDIES, comparison.reason()));
    }
    if (!content.notice().isEmpty()) {
      items.add(TextItem.of(Relationship.CONTAINS, Concept.COMMENT, content.notice()));
    }
    return ContainerItem.contained(Concept.QUALITATIVE_EVALUATIONS, items);
  }

  /** The evaluations of a report; without children when it has none. */
  static ContainerItem find(ContainerItem root) {
    return root.childOf(ContainerItem.class, Concept.QUALITATIVE_EVALUATIONS)
        .orElseGet(() -> ContainerItem.contained(Concept.QUALITATIVE_EVALUATIONS, List.of()));
  }

  /** A report that does not say that its reading failed, or failed in part, succeeded. */
  static ReadingOutcome readOutcome(ContainerItem evaluations) {
    return summary(evaluations)
        .map(OverallEvaluations::readOutcome)
        .orElseGet(ReadingOutcome::success);
  }

  private static ReadingOutcome readOutcome(CodeItem summary) {
    if (Concept.NONE_SUCCEEDED.is(summary.value())) {
      return ReadingOutcome.failure(failureReason(summary));
    }
    return Concept.SOME_SUCCEEDED_WITH_FINDINGS.is(summary.value())
            || Concept.SOME_SUCCEEDED_WITHOUT_FINDINGS.is(summary.value())
        ? ReadingOutcome.partial(failureReason(summary))
        : ReadingOutcome.success();
  }

  static PriorComparison readComparison(ContainerItem evaluations) {
    return new PriorComparison(
        evaluations
            .childOf(CodeItem.class, Concept.COMPARISON_DONE)
            .filter(item -> Concept.YES.is(item.value()))
            .isPresent(),
        evaluations
            .childOf(TextItem.class, Concept.COMPARISON_TO_PREVIOUS_STUDIES)
            .map(TextItem::text)
            .orElse(""));
  }

  static String readNotice(ContainerItem evaluations) {
    return evaluations.childOf(TextItem.class, Concept.COMMENT).map(TextItem::text).orElse("");
  }

  static Optional<AlgorithmIdentity> readAlgorithm(ContainerItem evaluations) {
    return AlgorithmIdentification.read(evaluations);
  }

  private static CodeItem summary(ReportContent content) {
    List<ContentItem> children = new ArrayList<>();
    ReadingOutcome outcome = content.outcome();
    if (!outcome.complete()) {
      children.add(
          TextItem.of(Relationship.HAS_PROPERTIES, Concept.COMMENT, outcome.failureReason()));
    }
    return new CodeItem(
        Relationship.CONTAINS,
        Concept.PROCESSING_SUMMARY.code(),
        summaryValue(content).code(),
        children);
  }

  private static Concept summaryValue(ReportContent content) {
    if (!content.outcome().succeeded()) {
      return Concept.NONE_SUCCEEDED;
    }
    boolean findings =
        content.findings().stream().anyMatch(finding -> finding.presence() == Presence.PRESENT);
    if (content.outcome().complete()) {
      return findings ? Concept.SUCCEEDED_WITH_FINDINGS : Concept.SUCCEEDED_WITHOUT_FINDINGS;
    }
    return findings
        ? Concept.SOME_SUCCEEDED_WITH_FINDINGS
        : Concept.SOME_SUCCEEDED_WITHOUT_FINDINGS;
  }

  private static Optional<CodeItem> summary(ContainerItem evaluations) {
    return evaluations.childOf(CodeItem.class, Concept.PROCESSING_SUMMARY);
  }

  private static String failureReason(CodeItem summary) {
    return summary
        .childOf(TextItem.class, Concept.COMMENT)
        .map(TextItem::text)
        .filter(text -> !text.isBlank())
        .orElse("no reason given");
  }
}

package org.juxta.inference.tuning;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Loss and accuracy of a run, each point the mean of as many steps as make about 200 points. */
final class LossPlot {
  private static final int POINTS = 200;

  private LossPlot() {}

  /** Draws nothing when there are no steps. */
  static void write(List<Metrics.Step> steps, Path file) throws IOException {
    if (steps.isEmpty()) {
      return;
    }
    XYChart chart =
        new XYChartBuilder()
            .width(900)
            .height(500)
            .title("Tuning")
            .xAxisTitle("step")
            .yAxisTitle("loss (nats)")
            .build();
    chart.getStyler().setLegendPosition(LegendPosition.InsideNE);
    chart.setYAxisGroupTitle(1, "share of tokens right");
    int each = (steps.size() + POINTS - 1) / POINTS;
    double[] x = means(steps, each, Metrics.Step::step);
    chart
        .addSeries("loss", x, means(steps, each, Metrics.Step::loss))
        .setMarker(SeriesMarkers.NONE);
    chart
        .addSeries("accuracy", x, means(steps, each, Metrics.Step::accuracy))
        .setMarker(SeriesMarkers.NONE)
        .setYAxisGroup(1);
    BitmapEncoder.saveBitmap(chart, file.toString(), BitmapEncoder.BitmapFormat.PNG);
  }

  private static double[] means(
      List<Metrics.Step> steps, int each, ToDoubleFunction<Metrics.Step> value) {
    List<Double> means = new ArrayList<>();
    for (int from = 0; from < steps.size(); from += each) {
      means.add(
          steps.subList(from, Math.min(from + each, steps.size())).stream()
              .mapToDouble(value)
              .average()
              .orElseThrow());
    }
    return means.stream().mapToDouble(d -> d).toArray();
  }
}

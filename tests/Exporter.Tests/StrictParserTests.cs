using System.Text;
using DevRel.Exporter.Tests.Support;

namespace DevRel.Exporter.Tests;

/// <summary>The parser that judges our pages must itself refuse what the specification refuses.</summary>
public sealed class StrictParserTests
{
    private const string Head = "# TYPE devrel_a gauge\n# HELP devrel_a A thing.\n";
    private const string Histogram = "# TYPE devrel_h histogram\n";

    [Theory]
    [InlineData("devrel_a 1\n")]
    [InlineData(Head + "devrel_a 1\n\n# EOF\n")]
    [InlineData(Head + "devrel_a 1\r\n# EOF\n")]
    [InlineData("# a comment\n# EOF\n")]
    [InlineData("# HELP devrel_a A thing.\n# TYPE devrel_a gauge\ndevrel_a 1\n# EOF\n")]
    [InlineData(Head + "devrel_b 1\n# EOF\n")]
    [InlineData(Head + "devrel_a 1\ndevrel_a 2\n# EOF\n")]
    [InlineData(Head + "devrel_a 1\n# TYPE devrel_b gauge\ndevrel_b 1\n" + Head + "devrel_a{x=\"1\"} 1\n# EOF\n")]
    [InlineData("# TYPE devrel_c_total counter\ndevrel_c_total 1\n# EOF\n")]
    [InlineData("# TYPE devrel_c counter\ndevrel_c_total -1\n# EOF\n")]
    [InlineData("# TYPE devrel_c counter\ndevrel_c_total NaN\n# EOF\n")]
    [InlineData("# TYPE devrel_i info\ndevrel_i_info 2\n# EOF\n")]
    [InlineData("# TYPE devrel_a gauge\n# UNIT devrel_a seconds\ndevrel_a 1\n# EOF\n")]
    [InlineData(Head + "devrel_a{x=\"\\t\"} 1\n# EOF\n")]
    [InlineData(Head + "devrel_a{x=\"1\",x=\"2\"} 1\n# EOF\n")]
    [InlineData(Head + "devrel_a{x=\"1\"}  1\n# EOF\n")]
    [InlineData("# TYPE devrel_a gauge\n# HELP devrel_a A \"thing\".\ndevrel_a 1\n# EOF\n")]
    [InlineData(
        Histogram
            + "devrel_h_bucket{le=\"1\"} 1\ndevrel_h_bucket{le=\"+Inf\"} 1\ndevrel_h_sum 1\ndevrel_h_count 1\n# EOF\n"
    )]
    [InlineData(Histogram + "devrel_h_bucket{le=\"1.0\"} 1\ndevrel_h_sum 1\ndevrel_h_count 1\n# EOF\n")]
    [InlineData(
        Histogram
            + "devrel_h_bucket{le=\"1.0\"} 2\ndevrel_h_bucket{le=\"+Inf\"} 1\ndevrel_h_sum 1\ndevrel_h_count 1\n# EOF\n"
    )]
    [InlineData(Histogram + "devrel_h_bucket{le=\"+Inf\"} 1\ndevrel_h_sum 1\ndevrel_h_count 2\n# EOF\n")]
    public void A_page_that_breaks_the_specification_is_refused(string page) =>
        Should.Throw<FormatException>(() => OpenMetricsPage.Parse(Encoding.UTF8.GetBytes(page)));

    [Fact]
    public void A_page_that_keeps_to_it_is_read()
    {
        const string page =
            Head
            + "devrel_a{x=\"\\\\ \\\" \\n\"} +Inf\n# TYPE devrel_c counter\ndevrel_c_total 1\n"
            + Histogram
            + "devrel_h_bucket{le=\"1.0\"} 1\ndevrel_h_bucket{le=\"+Inf\"} 1\ndevrel_h_sum 1\ndevrel_h_count 1\n# EOF\n";

        OpenMetricsPage.Parse(Encoding.UTF8.GetBytes(page)).Samples.First()["x"].ShouldBe("\\ \" \n");
    }
}

using System.Globalization;
using System.Text;

namespace DevRel.Reports.Page;

/// <summary>A trend as a picture of its own: no axes, no script; gaps where a value was not known.</summary>
internal static class Sparkline
{
    private const double Width = 160;
    private const double Height = 40;
    private const double Margin = 3;

    public static Markup Draw(IReadOnlyList<double> values, string label)
    {
        var known = values.Where(value => !double.IsNaN(value)).ToList();
        if (known.Count < 2)
            return Markup.Of($"""<p class="quiet">No trend yet</p>""");
        var (low, high) = (known.Min(), known.Max());
        var path = Path(values, low, high);
        return Markup.Of(
            $"""<svg class="trend" role="img" aria-label="{label}" viewBox="0 0 160 40" preserveAspectRatio="none"><path d="{path}"/></svg>"""
        );
    }

    private static string Path(IReadOnlyList<double> values, double low, double high)
    {
        var path = new StringBuilder();
        var pen = false;
        for (var i = 0; i < values.Count; i++)
        {
            if (double.IsNaN(values[i]))
            {
                pen = false;
                continue;
            }

            var x = Margin + ((Width - (2 * Margin)) * i / (values.Count - 1));
            // What never was anything lies on the ground; what never moved runs through the middle.
            var share =
                high > low ? (values[i] - low) / (high - low)
                : high == 0 ? 0
                : 0.5;
            var y = Height - Margin - ((Height - (2 * Margin)) * share);
            path.Append(CultureInfo.InvariantCulture, $"{(pen ? 'L' : 'M')}{x:0.#} {y:0.#}");
            pen = true;
        }

        return path.ToString();
    }
}

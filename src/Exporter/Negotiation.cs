using System.Globalization;

namespace DevRel.Exporter;

/// <summary>What a client gets for its Accept headers, chosen as the reference implementation in prometheus/common chooses.</summary>
internal sealed record Negotiated(ExpositionFormat Format, string ContentType)
{
    private const string TextType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Never refuses: who asks for nothing we have gets text 0.0.4, as a browser should.</summary>
    public static Negotiated From(string? accept)
    {
        var escaping = "";
        Clause? chosen = null;
        foreach (var clause in Clause.Parse(accept))
        {
            if (clause.Parameter("escaping") is { } asked)
                escaping = Applied(asked) ?? escaping;
            chosen ??= IsServed(clause) ? clause : null;
        }

        if (chosen?.Name != "application/openmetrics-text")
            return new Negotiated(ExpositionFormat.Text, TextType + escaping);
        // No version means the draft that came before 1.0; its pages read the same.
        var version = chosen.Parameter("version") ?? "0.0.1";
        return new Negotiated(
            ExpositionFormat.OpenMetrics,
            $"application/openmetrics-text; version={version}; charset=utf-8{escaping}"
        );
    }

    /// <summary>Only when it is named: other codings are garbage to Prometheus, and nobody else needs one.</summary>
    public static bool WantsGzip(string? acceptEncoding)
    {
        var (gzip, identity) = (0.0, 0.0);
        foreach (var clause in Clause.Parse(acceptEncoding))
        {
            if (clause.Name == "gzip")
                gzip = clause.Quality;
            if (clause.Name == "identity")
                identity = clause.Quality;
        }

        return gzip > 0 && gzip >= identity;
    }

    private static bool IsServed(Clause clause) =>
        clause.Quality > 0
        && clause.Name switch
        {
            "application/openmetrics-text" => clause.Parameter("version") is null or "0.0.1" or "1.0.0",
            "text/plain" => clause.Parameter("version") is null or "0.0.4" or "1.0.0",
            "*/*" or "text/*" => true,
            _ => false,
        };

    /// <summary>Our names need no escaping, so two schemes leave them alone; the other two would double underscores, and are answered with one that does not.</summary>
    private static string? Applied(string asked) =>
        asked switch
        {
            "allow-utf-8" => "; escaping=allow-utf-8",
            "underscores" or "dots" or "values" => "; escaping=underscores",
            _ => null,
        };

    private sealed record Clause(string Name, double Quality, IReadOnlyList<(string Name, string Value)> Parameters)
    {
        /// <summary>More than any client sends; bounds the work for one that is hostile.</summary>
        private const int MaxClauses = 64;

        public static IEnumerable<Clause> Parse(string? header) =>
            (header ?? "")
                .Split(',', MaxClauses, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(ParseOne)
                .OrderByDescending(clause => clause.Quality);

        public string? Parameter(string name) => Parameters.FirstOrDefault(parameter => parameter.Name == name).Value;

        private static Clause ParseOne(string text)
        {
            var parts = text.Split(';', StringSplitOptions.TrimEntries);
            var parameters = parts
                .Skip(1)
                .Select(part => part.Split('=', 2, StringSplitOptions.TrimEntries))
                .Where(pair => pair.Length == 2)
                .Select(pair => (pair[0].ToLowerInvariant(), pair[1].Trim('"')))
                .ToList();
            var quality = parameters.Find(parameter => parameter.Item1 == "q").Item2;
            return new Clause(parts[0].ToLowerInvariant(), QualityOf(quality), parameters);
        }

        private static double QualityOf(string? text) =>
            text is null ? 1
            : double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quality)
                ? Math.Clamp(quality, 0, 1)
            : 0;
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DevRel.Dashboards;

/// <summary>Grafana's classic dashboard model, the form that files, sidecars and the import page all take.</summary>
internal static class Grafana
{
    private const int Columns = 24;
    private const int Height = 8;
    private const int StatHeight = 4;

    /// <summary>Grafana moves older ones up as it loads them.</summary>
    private const int SchemaVersion = 39;

    private static readonly JsonSerializerOptions Layout = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>What variables and annotations ask for.</summary>
    public static IReadOnlyList<string> OwnFamilies { get; } =
    ["devrel_exporter_series", "devrel_metric_definition_info", "devrel_program_info"];

    public static string Dashboard(string uid, string title, IReadOnlyList<DrawnRow> rows)
    {
        var dashboard = new JsonObject
        {
            ["annotations"] = new JsonObject { ["list"] = new JsonArray(DefinitionChanges()) },
            ["description"] =
                "Community health at a glance. Each panel's description gives its definition; the last row says how far to trust the numbers.",
            ["editable"] = false,
            ["graphTooltip"] = 1,
            ["id"] = null,
            ["links"] = new JsonArray(OtherDashboards()),
            ["panels"] = Panels(rows),
            ["refresh"] = "5m",
            ["schemaVersion"] = SchemaVersion,
            ["tags"] = new JsonArray("devrel"),
            ["templating"] = new JsonObject { ["list"] = Variables() },
            ["time"] = new JsonObject { ["from"] = "now-90d", ["to"] = "now" },
            ["timezone"] = "browser",
            ["title"] = title,
            ["uid"] = uid,
        };
        return dashboard.ToJsonString(Layout) + "\n";
    }

    private static JsonArray Panels(IReadOnlyList<DrawnRow> rows)
    {
        var panels = new JsonArray();
        var (id, y) = (1, 0);
        foreach (var row in rows)
        {
            panels.Add(
                new JsonObject
                {
                    ["collapsed"] = false,
                    ["gridPos"] = Place(0, y++, Columns, 1),
                    ["id"] = id++,
                    ["panels"] = new JsonArray(),
                    ["title"] = row.Title,
                    ["type"] = "row",
                }
            );
            var height = row.Panels.All(panel => panel.Panel.Visual == Visual.Stat) ? StatHeight : Height;
            var x = 0;
            foreach (var panel in row.Panels)
            {
                panels.Add(Panel(panel, id++, Place(x, y, panel.Panel.Width, height)));
                x += panel.Panel.Width;
            }

            y += height;
        }

        return panels;
    }

    private static JsonObject Panel(DrawnPanel drawn, int id, JsonObject place)
    {
        var panel = drawn.Panel;
        var targets = panel.Draw(drawn.Metrics);
        return new JsonObject
        {
            ["datasource"] = DataSource(),
            ["description"] = drawn.Description,
            ["fieldConfig"] = new JsonObject { ["defaults"] = Defaults(drawn), ["overrides"] = new JsonArray() },
            ["gridPos"] = place,
            ["id"] = id,
            ["options"] = Options(panel.Visual),
            ["targets"] = new JsonArray([.. targets.Select((target, i) => Target(target, i, panel.Visual))]),
            ["title"] = panel.Title,
            ["type"] = panel.Visual.ToString().ToLowerInvariant(),
        };
    }

    private static JsonObject Defaults(DrawnPanel drawn)
    {
        var defaults = new JsonObject
        {
            // Safe for colour-blind readers; nothing is said by colour alone.
            ["color"] = new JsonObject { ["mode"] = "palette-classic" },
            ["mappings"] = new JsonArray(),
            ["noValue"] = drawn.Panel.NoValue,
            ["unit"] = drawn.Unit,
        };
        if (drawn.Unit == "percentunit")
            (defaults["min"], defaults["max"]) = (0, 1);
        if (drawn.Panel.Words.Count == 0)
            return defaults;
        var words = new JsonObject();
        var index = 0;
        foreach (var (value, word) in drawn.Panel.Words)
            words[value] = new JsonObject { ["index"] = index++, ["text"] = word };
        defaults["mappings"] = new JsonArray(new JsonObject { ["options"] = words, ["type"] = "value" });
        return defaults;
    }

    private static JsonObject Options(Visual visual)
    {
        var latest = new JsonObject
        {
            ["calcs"] = new JsonArray("lastNotNull"),
            ["fields"] = "",
            ["values"] = false,
        };
        return visual switch
        {
            Visual.Stat => new JsonObject
            {
                ["colorMode"] = "none",
                ["graphMode"] = "area",
                ["reduceOptions"] = latest,
                ["textMode"] = "auto",
            },
            Visual.BarGauge => new JsonObject
            {
                ["displayMode"] = "basic",
                ["orientation"] = "horizontal",
                ["reduceOptions"] = latest,
                ["showUnfilled"] = true,
            },
            Visual.TimeSeries => new JsonObject
            {
                ["legend"] = new JsonObject
                {
                    ["calcs"] = new JsonArray("lastNotNull"),
                    ["displayMode"] = "table",
                    ["placement"] = "bottom",
                    ["showLegend"] = true,
                },
                ["tooltip"] = new JsonObject { ["mode"] = "multi", ["sort"] = "desc" },
            },
            _ => new JsonObject { ["showHeader"] = true },
        };
    }

    private static JsonObject Target(Target target, int index, Visual visual)
    {
        var isNow = visual is Visual.Table or Visual.BarGauge;
        return new JsonObject
        {
            ["datasource"] = DataSource(),
            ["expr"] = target.Expression,
            ["format"] = visual == Visual.Table ? "table" : "time_series",
            ["instant"] = isNow,
            ["legendFormat"] = target.Legend.Length > 0 ? "{{program}} " + target.Legend : "{{program}}",
            ["range"] = !isNow,
            ["refId"] = ((char)('A' + index)).ToString(),
        };
    }

    private static JsonArray Variables() =>
        new(
            new JsonObject
            {
                ["hide"] = 0,
                ["includeAll"] = false,
                ["label"] = "Data source",
                ["multi"] = false,
                ["name"] = "datasource",
                ["query"] = "prometheus",
                ["refresh"] = 1,
                ["regex"] = "",
                ["type"] = "datasource",
            },
            Variable("job", "Job", "label_values(devrel_exporter_series, job)"),
            Variable("instance", "Instance", "label_values(devrel_exporter_series{job=~\"$job\"}, instance)"),
            Variable(
                "program",
                "Program",
                "label_values(devrel_program_info{job=~\"$job\", instance=~\"$instance\"}, program)"
            )
        );

    private static JsonObject Variable(string name, string label, string query) =>
        new()
        {
            ["allValue"] = ".+",
            ["current"] = new JsonObject
            {
                ["selected"] = true,
                ["text"] = "All",
                ["value"] = "$__all",
            },
            ["datasource"] = DataSource(),
            ["definition"] = query,
            ["hide"] = 0,
            ["includeAll"] = true,
            ["label"] = label,
            ["multi"] = true,
            ["name"] = name,
            ["query"] = new JsonObject { ["query"] = query, ["refId"] = name },
            ["refresh"] = 2,
            ["regex"] = "",
            ["sort"] = 1,
            ["type"] = "query",
        };

    /// <summary>A new version of a definition that was there an hour before: from here on the curve means something else.</summary>
    private static JsonObject DefinitionChanges()
    {
        const string selector = "devrel_metric_definition_info{job=~\"$job\", instance=~\"$instance\"}";
        const string version = "max by (family, definition_version)";
        return new JsonObject
        {
            ["datasource"] = DataSource(),
            ["enable"] = true,
            ["expr"] =
                $"({version} ({selector}) and on (family) max by (family) ({selector} offset 1h)) unless {version} ({selector} offset 1h)",
            ["iconColor"] = "blue",
            ["name"] = "Changed definitions",
            ["step"] = "10m",
            ["textFormat"] = "definition version {{definition_version}}",
            ["titleFormat"] = "{{family}}",
        };
    }

    private static JsonObject OtherDashboards() =>
        new()
        {
            ["asDropdown"] = true,
            ["includeVars"] = true,
            ["keepTime"] = true,
            ["tags"] = new JsonArray("devrel"),
            ["title"] = "DevRel",
            ["type"] = "dashboards",
        };

    private static JsonObject DataSource() => new() { ["type"] = "prometheus", ["uid"] = "${datasource}" };

    private static JsonObject Place(int x, int y, int width, int height) =>
        new()
        {
            ["h"] = height,
            ["w"] = width,
            ["x"] = x,
            ["y"] = y,
        };
}

using System.Diagnostics;
using System.Globalization;
using DevRel.Activities;
using DevRel.Testing;
using Activity = DevRel.Activities.Activity;

namespace DevRel.Benchmarks;

/// <summary>The anchor of appending: the same rows from a file into a plain table by the sqlite3 shell, then the index that makes ids unique.</summary>
internal static class SqliteShell
{
    private const string Table = """
        CREATE TABLE activity (source TEXT, native_id TEXT, platform TEXT, kind TEXT, member TEXT, hints INTEGER, thread TEXT, parent TEXT, container TEXT,
        occurred_at TEXT, collected_at TEXT, evidence TEXT, outcome TEXT, asks_answer INTEGER, lines_added INTEGER, lines_deleted INTEGER,
        files_changed INTEGER, utc_offset INTEGER, value REAL, tags TEXT);
        """;

    /// <summary>Seconds; null without the shell.</summary>
    public static async Task<double?> ImportAsync(
        TempFolder folder,
        IEnumerable<Activity> activities,
        CancellationToken cancellationToken
    )
    {
        if (Find() is not { } shell)
            return null;
        var rows = folder.At("rows.csv");
        await File.WriteAllLinesAsync(rows, activities.Select(Row), cancellationToken);
        var start = new ProcessStartInfo(shell, [folder.At("import.db")])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start) ?? throw new InvalidOperationException("sqlite3 did not start");
        await process.StandardInput.WriteAsync(
            $"{Table}\n.import --csv {rows} activity\nCREATE UNIQUE INDEX activity_id ON activity (source, native_id);\n"
        );
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellationToken);
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static string? Find() =>
        Environment
            .GetEnvironmentVariable("PATH")
            ?.Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "sqlite3"))
            .FirstOrDefault(File.Exists);

    private static string Row(Activity activity)
    {
        var attributes = activity.Attributes;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{activity.Source},{activity.NativeId},{activity.Platform},{activity.Kind.Name()},{activity.Member},{(int)activity.Hints},{activity.Thread},{activity.Parent},{activity.Container},{activity.OccurredAt:O},{activity.CollectedAt:O},{activity.Evidence},{attributes.Outcome},{attributes.AsksAnswer},{attributes.LinesAdded},{attributes.LinesDeleted},{attributes.FilesChanged},{attributes.UtcOffsetMinutes},{attributes.Value},{string.Join(' ', attributes.Tags)}"
        );
    }
}

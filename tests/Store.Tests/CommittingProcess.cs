using System.Collections;
using System.Globalization;
using DevRel.Activities;

namespace DevRel.Store.Tests;

/// <summary>
/// Commits batch after batch of <see cref="Story"/>, from its cursor on, until it is killed. Tells how far it came on standard output: <c>.</c> as a
/// record is written, <c>!</c> as a commit was acknowledged, so that whoever kills it meets it in the middle of things.
/// </summary>
internal static class CommittingProcess
{
    public const string Verb = "--commit-until-killed";

    public static async Task<int> RunAsync(string path)
    {
        await using var output = Console.OpenStandardOutput();
        await using var store = SqliteStore.Open(path, new StoreOptions());
        var cursor = await store.ReadCursorAsync(Example.Source, default);
        for (var number = Next(cursor); ; number++)
        {
            var records = new Noisy(Story.Batch(number, Environment.ProcessId), output);
            await store.CommitAsync(new Commit(Example.Source, records, Cursor(number)), default);
            output.Write("!"u8);
        }
    }

    public static int Next(string? cursor) => cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture) + 1;

    public static string Cursor(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class Noisy(IReadOnlyList<LogRecord> records, Stream output) : IReadOnlyList<LogRecord>
    {
        public int Count => records.Count;

        public LogRecord this[int index] => records[index];

        public IEnumerator<LogRecord> GetEnumerator()
        {
            foreach (var record in records)
            {
                output.Write("."u8);
                yield return record;
            }
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

using DevRel.Activities;
using Microsoft.Data.Sqlite;

namespace DevRel.Benchmarks;

/// <summary>The same figures as an analyst would ask SQLite for them: one table, good indexes, window functions.</summary>
internal sealed class ModelsSql : IDisposable
{
    private readonly SqliteConnection connection;

    public ModelsSql(string file)
    {
        SQLitePCL.Batteries_V2.Init();
        connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Run(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000; PRAGMA mmap_size=1000000000; PRAGMA temp_store=MEMORY"
        );
        Run(
            "CREATE TABLE activity (id INTEGER PRIMARY KEY, at INTEGER, kind INTEGER, member INTEGER, bot INTEGER, thread INTEGER, asks INTEGER)"
        );
    }

    public void Load(IEnumerable<Activity> log)
    {
        var (members, threads) = (new Dictionary<MemberId, int>(), new Dictionary<string, int>(StringComparer.Ordinal));
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.CommandText =
            "INSERT INTO activity (at, kind, member, bot, thread, asks) VALUES ($a, $k, $m, $b, $t, $q)";
        var values = new[] { "$a", "$k", "$m", "$b", "$t", "$q" }
            .Select(name => insert.Parameters.Add(name, SqliteType.Integer))
            .ToArray();
        foreach (var activity in log)
        {
            values[0].Value = activity.OccurredAt.ToUnixTimeSeconds();
            values[1].Value = (int)activity.Kind;
            values[2].Value = Number(members, activity.Member!.Value);
            values[3].Value = activity.Hints == MemberHints.Bot ? 1 : 0;
            values[4].Value = activity.Thread is null ? DBNull.Value : Number(threads, activity.Thread);
            values[5].Value = activity.Attributes.AsksAnswer ? 1 : 0;
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
        Run("CREATE INDEX by_time ON activity (at, kind, bot, member)");
        Run("CREATE INDEX by_member ON activity (member, at, bot, kind)");
        Run("CREATE INDEX by_thread ON activity (thread, at, kind, member, bot, asks)");
        Run("ANALYZE");
    }

    /// <summary>Series to value; each query returns both.</summary>
    public Dictionary<string, double> Figures(DateTimeOffset asOf)
    {
        var figures = new Dictionary<string, double>(StringComparer.Ordinal);
        Threads(asOf.ToUnixTimeSeconds());
        foreach (var query in ModelsQueries.All)
        {
            using var command = connection.CreateCommand();
            command.CommandText = ModelsQueries.Windows + query;
            command.Parameters.AddWithValue("$t", asOf.ToUnixTimeSeconds());
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                if (!reader.IsDBNull(1))
                    figures[reader.GetString(0)] = reader.GetDouble(1);
            }
        }

        return figures;
    }

    public void Dispose() => connection.Dispose();

    /// <summary>What happened to each thread and person, once for all queries.</summary>
    private void Threads(long asOf)
    {
        foreach (var statement in ModelsQueries.Preparation)
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.Parameters.AddWithValue("$t", asOf);
            command.ExecuteNonQuery();
        }
    }

    private void Run(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static int Number<T>(Dictionary<T, int> numbers, T key)
        where T : notnull
    {
        if (!numbers.TryGetValue(key, out var number))
            numbers.Add(key, number = numbers.Count);
        return number;
    }
}

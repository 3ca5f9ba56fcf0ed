using System.Globalization;
using System.Reflection;

namespace DevRel.Store.Sqlite;

/// <summary>Brings a file to the newest schema: embedded scripts in order, each in a transaction of its own with its number in <c>user_version</c>.</summary>
internal static class Schema
{
    /// <summary>«DvRl», in the file's header: tells a store from any other SQLite file.</summary>
    public const int ApplicationId = 0x4476526C;

    private static readonly IReadOnlyList<(int Version, string Script)> Migrations = Load();

    public static int Newest => Migrations[^1].Version;

    /// <summary>Errors: <see cref="StoreFailure.NotAStore"/>, <see cref="StoreFailure.NewerSchema"/>, both before anything is written.</summary>
    public static void Apply(Database database, Func<ulong> chance)
    {
        var version = Check(database);
        foreach (var (next, script) in Migrations.Where(migration => migration.Version > version))
            Apply(database, next, script);
        if (database.Scalar("SELECT count(*) FROM store") == 0)
            database.Execute($"INSERT INTO store (id, epoch, sequence) VALUES (1, '{Epoch(chance)}', 0)");
    }

    public static string Epoch(Func<ulong> chance) => chance().ToString("x16", CultureInfo.InvariantCulture);

    public static int Check(Database database)
    {
        var application = database.Scalar("PRAGMA application_id");
        var version = (int)database.Scalar("PRAGMA user_version");
        var empty = database.Scalar("SELECT count(*) FROM sqlite_schema") == 0;
        if (application != ApplicationId && !(empty && application == 0))
            throw SqliteFailures.NotAStore(database.Path, "a SQLite file of another program");
        if (version > Newest)
            throw new StoreException(
                StoreFailure.NewerSchema,
                $"{database.Path}: written by a later version (schema {version}; this one knows {Newest}). "
                    + "Run that version, or move the file away to collect again. It was left untouched."
            );
        return version;
    }

    private static void Apply(Database database, int version, string script)
    {
        database.Execute("BEGIN IMMEDIATE");
        try
        {
            database.Execute(script);
            database.Execute($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {version}; COMMIT");
        }
        catch
        {
            if (database.InTransaction)
                database.Execute("ROLLBACK");
            throw;
        }
    }

    private static List<(int Version, string Script)> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Order(StringComparer.Ordinal)
                .Select(name => (int.Parse(name[..4], CultureInfo.InvariantCulture), Read(assembly, name))),
        ];
    }

    private static string Read(Assembly assembly, string name)
    {
        using var stream =
            assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

namespace DevRel.Store.Sqlite;

/// <summary>Instants are kept to the millisecond: finer parts are cut, on the way in and so in what is compared.</summary>
internal static class Instants
{
    public static long Write(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    public static long? Write(DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds();

    public static DateTimeOffset Read(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    public static DateTimeOffset? Read(long? milliseconds) =>
        milliseconds is { } present ? DateTimeOffset.FromUnixTimeMilliseconds(present) : null;
}

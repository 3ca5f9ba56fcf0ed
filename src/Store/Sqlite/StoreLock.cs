using System.Globalization;

namespace DevRel.Store.Sqlite;

/// <summary>
/// One process a store, for as long as it lives: two collectors would each keep a cursor in memory and a request budget of their own. The lock is the
/// system's, so a killed process leaves none. Who holds it stands in a second file, as a locked file cannot be read everywhere.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    private readonly FileStream file;
    private readonly string holderFile;

    private StoreLock(FileStream held, string holder)
    {
        file = held;
        holderFile = holder;
    }

    public static StoreLock Take(string path)
    {
        var holder = path + ".pid";
        try
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder)
                Directory.CreateDirectory(folder);
            var held = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            var taken = new StoreLock(held, holder);
            File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return taken;
        }
        catch (IOException exception) when (IsHeld(exception) && File.Exists(path + ".lock"))
        {
            throw new StoreException(
                StoreFailure.InUse,
                $"{path}: process {Holder(holder)} runs on this store. Stop it, or give this one a store of its own.",
                exception
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw SqliteFailures.NotWritable(path, exception.Message, exception);
        }
    }

    public void Dispose()
    {
        File.Delete(holderFile);
        file.Dispose();
    }

    // .NET says «used by another process» with EWOULDBLOCK on Unix and a sharing violation on Windows.
    private static bool IsHeld(IOException exception) =>
        exception is not (DirectoryNotFoundException or PathTooLongException or FileNotFoundException)
        && (exception.HResult is unchecked((int)0x80070020) or 11 or 35);

    private static string Holder(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (IOException)
        {
            return "(unknown)";
        }
    }
}

using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using DevRel.Activities;

namespace DevRel.App;

/// <summary>The two keys behind every pseudonym, in one file that its owner alone may read. Lost keys mean collecting again; so the file is made once and never overwritten.</summary>
internal static partial class PseudonymKeys
{
    private const int KeyBytes = 32;

    /// <summary>Errors: <see cref="UsageException"/> when the file is there and unreadable.</summary>
    public static Pseudonyms LoadOrCreate(string file)
    {
        if (!File.Exists(file))
            Create(file);
        var keys = Read(file);
        return new Pseudonyms(keys.Inner, keys.Outer);
    }

    private static Keys Read(string file)
    {
        try
        {
            var keys = JsonSerializer.Deserialize(File.ReadAllBytes(file), KeysJson.Default.Keys);
            if (keys is { Inner.Length: KeyBytes, Outer.Length: KeyBytes })
                return keys;
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} cannot be read as pseudonym keys ({error.GetType().Name}). {Remedy}");
        }

        throw new UsageException($"{file} does not hold two keys of {KeyBytes} bytes. {Remedy}");
    }

    private static void Create(string file)
    {
        var keys = new Keys(RandomNumberGenerator.GetBytes(KeyBytes), RandomNumberGenerator.GetBytes(KeyBytes));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        JsonSerializer.Serialize(stream, keys, KeysJson.Default.Keys);
    }

    private const string Remedy =
        "Restore it from a backup, or move it and the store beside it away: members then get new pseudonyms and everything is collected again.";

    internal sealed record Keys(byte[] Inner, byte[] Outer);

    [JsonSerializable(typeof(Keys))]
    private sealed partial class KeysJson : JsonSerializerContext;
}

namespace DevRel.Testing;

/// <summary>Compares text with a committed file; <c>ACCEPT_GOLDEN=1</c> rewrites it.</summary>
public static class Golden
{
    public static void Check(string actual, params string[] path)
    {
        var file = Files.At(path);
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
            return;
        }

        var expected = File.Exists(file) ? File.ReadAllText(file) : "";
        if (actual == expected)
            return;
        var (wanted, got) = (expected.Split('\n'), actual.Split('\n'));
        var line = 0;
        while (line < wanted.Length && line < got.Length && wanted[line] == got[line])
            line++;
        throw new GoldenException(
            $"{Path.GetRelativePath(Files.Root, file)} differs at line {line + 1}\n"
                + $"expected: {(line < wanted.Length ? wanted[line] : "(end)")}\n"
                + $"actual:   {(line < got.Length ? got[line] : "(end)")}\n"
                + "Set ACCEPT_GOLDEN=1 to accept."
        );
    }
}

public sealed class GoldenException(string message) : Exception(message);

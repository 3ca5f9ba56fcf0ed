using System.Security.Cryptography;
using System.Text;

namespace DevRel.App;

/// <summary>
/// Tells when manifests changed, by content. Polled, because file events are lost on network shares and on the symbolic links that mounted volumes swap.
/// </summary>
internal sealed class ManifestWatch(IReadOnlyList<string> paths, TimeProvider clock)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);
    private string seen = Fingerprint(paths);

    /// <summary>Returns when the content differs from what was last returned (or from construction).</summary>
    public async Task WaitForChangeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(Pace, clock, cancellationToken);
            var now = Fingerprint(paths);
            if (now == seen)
                continue;
            seen = now;
            return;
        }
    }

    private static string Fingerprint(IReadOnlyList<string> paths)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in paths.SelectMany(Expand).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            hash.AppendData(Content(file));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static IEnumerable<string> Expand(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories) : [path];

    /// <summary>A file caught while an editor replaces it counts as changed and is read again at the next look.</summary>
    private static byte[] Content(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

using System.Text;

namespace DevRel.Resources;

/// <summary>
/// Secrets of one machine: <c>DIR/name/key</c>, then <c>DEVREL_SECRET_NAME_KEY</c>. Without an environment these are the mounted files of a pod.
/// </summary>
/// <param name="directory">Null without <c>--secrets</c>.</param>
/// <param name="environment">Reads a variable; null when there is none.</param>
public sealed class LaptopSecrets(string? directory, Func<string, string?> environment) : ISecrets
{
    private const long Largest = 1024 * 1024;

    /// <summary>Files below <paramref name="root"/> only: what a pod sees.</summary>
    public static LaptopSecrets Mounted(string root) => new(root, static _ => null) { isPod = true };

    private bool isPod;

    public string Read(SecretKeyRef reference)
    {
        Refuse(reference.Name, "name");
        Refuse(reference.Key, "key");
        var value = FromFile(reference) ?? environment(Variable(reference));
        return string.IsNullOrEmpty(value)
            ? throw Missing(reference, empty: value is not null)
            : value.TrimEnd('\r', '\n');
    }

    /// <summary><c>DEVREL_SECRET_CONTOSO_GITHUB_TOKEN</c>: upper case, everything but letters and digits as <c>_</c>.</summary>
    public static string Variable(SecretKeyRef reference)
    {
        var name = new StringBuilder("DEVREL_SECRET_");
        foreach (var letter in $"{reference.Name}_{reference.Key}")
            name.Append(char.IsAsciiLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : '_');
        return name.ToString();
    }

    private string? FromFile(SecretKeyRef reference)
    {
        if (directory is null)
            return null;
        var file = Path.Combine(directory, reference.Name, reference.Key);
        try
        {
            if (!File.Exists(file))
                return null;
            if (new FileInfo(file).Length > Largest)
                throw new SecretMissingException(
                    $"{file} is larger than 1 MiB: it holds something else than key {reference.Key} of Secret {reference.Name}"
                );
            return File.ReadAllText(file);
        }
        catch (UnauthorizedAccessException)
        {
            throw new SecretMissingException(
                $"{file} is there, but this user may not read it: change its permissions, so that key {reference.Key} of Secret {reference.Name} can be read"
            );
        }
        catch (IOException failure)
        {
            throw new SecretMissingException(
                $"{file} cannot be read ({failure.GetType().Name}): check that it is a file, so that key {reference.Key} of Secret {reference.Name} can be read"
            );
        }
    }

    /// <summary>Names come from manifests: one that leads out of the folder is refused before any file is touched.</summary>
    private static void Refuse(string part, string what)
    {
        if (part.Length == 0)
            throw new SecretMissingException($"a secretKeyRef has no {what}: write {{name: NAME, key: KEY}}");
        var isName = part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
        if (!isName || part is "." or ".." || part.StartsWith("..", StringComparison.Ordinal))
            throw new SecretMissingException(
                $"the {what} {Looks.Show(part)} of a secretKeyRef is not allowed: write letters, digits, '-', '_' and '.'"
            );
    }

    private SecretMissingException Missing(SecretKeyRef reference, bool empty)
    {
        var folder = directory ?? "DIR";
        var file = Path.Combine(folder, reference.Name, reference.Key);
        var what = $"key {reference.Key} of Secret {reference.Name} is {(empty ? "empty" : "nowhere")}: ";
        return new SecretMissingException(
            isPod
                ? $"{what}looked for {file}; create the Secret with this key in the namespace of the source"
                : $"{what}write it to {file}{(directory is null ? " and pass --secrets DIR" : "")}, or set {Variable(reference)}"
        );
    }
}

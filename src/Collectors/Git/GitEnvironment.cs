using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace DevRel.Collectors.Git;

/// <summary>User and token for https.</summary>
internal sealed record GitAuthorization(string Username, string Token)
{
    public string Header =>
        $"Authorization: Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Username}:{Token}"))}";

    public override string ToString() => "(secret)";
}

/// <summary>
/// What a git process sees of the world: no prompts, no hooks, no pager, no programs named by a repository's own configuration,
/// English messages. Settings travel in the environment because a command line is visible to every user of the machine.
/// </summary>
internal static class GitEnvironment
{
    private static readonly string[] KeptGitVariables =
    [
        "GIT_SSH",
        "GIT_SSH_COMMAND",
        "GIT_SSL_CAINFO",
        "GIT_SSL_CAPATH",
    ];

    private static readonly (string Key, string Value)[] Always =
    [
        ("safe.directory", "*"), // reading runs nothing of the repository's, see the rest of this list
        ("safe.bareRepository", "all"),
        ("core.hooksPath", "/dev/null"),
        ("core.fsmonitor", "false"),
        ("core.pager", "cat"),
        ("log.showSignature", "false"), // would run gpg
        ("i18n.logOutputEncoding", "UTF-8"),
        ("mailmap.blob", "HEAD:.mailmap"),
        ("diff.renames", "true"),
        ("diff.algorithm", "myers"),
        ("fetch.recurseSubmodules", "false"),
        ("gc.pruneExpire", "never"), // commits that a force-push removed must still be listable, to be retracted
        ("http.lowSpeedLimit", "100"),
        ("http.lowSpeedTime", "120"),
    ];

    public static void Apply(ProcessStartInfo start, GitAuthorization? authorization, bool remote)
    {
        foreach (var name in start.Environment.Keys.Where(IsForeign).ToList())
            start.Environment.Remove(name);
        var settings = new List<(string Key, string Value)>(Always);
        Set(start, "LC_ALL", "C");
        Set(start, "GIT_TERMINAL_PROMPT", "0");
        Set(start, "GIT_OPTIONAL_LOCKS", "0");
        Set(start, "GIT_NO_LAZY_FETCH", "1");
        Set(start, "GIT_NO_REPLACE_OBJECTS", "1");
        Set(start, "GIT_CONFIG_NOSYSTEM", remote ? "0" : "1");
        Set(start, "GIT_ALLOW_PROTOCOL", remote ? "https:http:ssh" : "none");
        if (!remote)
            Set(start, "GIT_CONFIG_GLOBAL", "/dev/null");
        if (remote && !start.Environment.ContainsKey("GIT_SSH_COMMAND"))
            Set(start, "GIT_SSH_COMMAND", "ssh -o BatchMode=yes -o ConnectTimeout=30");
        if (authorization is not null)
        {
            settings.Add(("credential.helper", ""));
            settings.Add(("http.extraHeader", authorization.Header));
        }

        Set(start, "GIT_CONFIG_COUNT", settings.Count.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < settings.Count; i++)
        {
            Set(start, FormattableString.Invariant($"GIT_CONFIG_KEY_{i}"), settings[i].Key);
            Set(start, FormattableString.Invariant($"GIT_CONFIG_VALUE_{i}"), settings[i].Value);
        }
    }

    // A surrounding git (a hook, an alias) sets GIT_DIR and more; our own secrets are none of git's business.
    private static bool IsForeign(string name) =>
        (name.StartsWith("GIT_", StringComparison.OrdinalIgnoreCase) && !KeptGitVariables.Contains(name))
        || name.StartsWith("DEVREL_", StringComparison.OrdinalIgnoreCase)
        || name is "LANGUAGE" or "SSH_ASKPASS";

    private static void Set(ProcessStartInfo start, string name, string value) => start.Environment[name] = value;
}

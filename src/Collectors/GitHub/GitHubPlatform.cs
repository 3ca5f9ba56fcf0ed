using DevRel.Collectors.Http;
using DevRel.Resources;

namespace DevRel.Collectors.GitHub;

/// <summary>GitHub and GitHub Enterprise Server.</summary>
public sealed class GitHubPlatform : IPlatform
{
    /// <summary>Platform of accounts and activities.</summary>
    public const string Key = "github";

    /// <summary>About ten pages: a commit costs as much as a page, and what a crash loses is read again in seconds.</summary>
    internal int BatchSize { get; init; } = 1000;

    public PlatformDescriptor Descriptor { get; } = new(Key, "GitHub", typeof(GitHubSettings)) { Check = Check };

    public ICollector Open(MetricSource source, PlatformContext context)
    {
        var settings = (GitHubSettings)source.Spec.Settings;
        var endpoint = new GitHubEndpoint(settings.ApiUrl);
        var access = GitHubAccess.Open(source.Name, settings, endpoint, context);
        return new GitHubCollector(source.Name, settings, access, new ProfileLedger(context.StateFolder), BatchSize);
    }

    private static IEnumerable<SettingsComplaint> Check(object settings)
    {
        var github = (GitHubSettings)settings;
        var anonymous = github.Auth.Token is null && github.Auth.App is null;
        if (anonymous && github.Resources.Contains(GitHubResource.Traffic))
            yield return new SettingsComplaint(
                "auth",
                "Traffic is shown only to those who may push",
                "a token with push access, or resources without Traffic"
            );
        if (github.Resources.Count == 0)
            yield return new SettingsComplaint(
                "resources",
                "an empty list reads nothing",
                "at least one of the values, or no list for the default"
            );
    }
}

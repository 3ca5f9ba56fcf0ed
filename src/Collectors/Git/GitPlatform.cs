using DevRel.Resources;

namespace DevRel.Collectors.Git;

/// <summary>Commits, reviews in trailers and annotated tags of a repository, read with the git program.</summary>
public sealed class GitPlatform : IPlatform
{
    public PlatformDescriptor Descriptor { get; } = new("git", "Git", typeof(GitSettings));

    public ICollector Open(MetricSource source, PlatformContext context)
    {
        var settings = (GitSettings)source.Spec.Settings;
        var address = GitAddress.Parse(settings.Url, source.File);
        if (settings.Auth is not null && !address.Location.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            throw new CollectionException(
                CollectionFailure.Unauthorized,
                $"The token of {address.Name} would travel unencrypted or unused. Give spec.git.url as https://, or remove spec.git.auth."
            );
        return new GitCollector(
            address,
            settings,
            () => Authorization(settings.Auth, context.Secrets),
            context.StateFolder
        );
    }

    /// <summary>Read at each run, so that a rotated token needs no restart.</summary>
    private static GitAuthorization? Authorization(GitAuth? auth, ISecrets secrets)
    {
        if (auth is null)
            return null;
        try
        {
            return new GitAuthorization(auth.Username, secrets.Read(auth.Token.SecretKeyRef));
        }
        catch (SecretMissingException missing)
        {
            throw new CollectionException(CollectionFailure.Unauthorized, missing.Message, missing);
        }
    }
}

using DevRel.Collectors.Http;
using DevRel.Resources;

namespace DevRel.Collectors.Discourse;

/// <summary>Topics, replies and accepted answers of a Discourse forum.</summary>
public sealed class DiscoursePlatform : IPlatform
{
    public PlatformDescriptor Descriptor { get; } = new("discourse", "Discourse", typeof(DiscourseSettings));

    public ICollector Open(MetricSource source, PlatformContext context)
    {
        var settings = (DiscourseSettings)source.Spec.Settings;
        // Relative addresses replace what follows the last slash: without one a sub-folder would be lost.
        if (!Uri.TryCreate(settings.Url.TrimEnd('/') + "/", UriKind.Absolute, out var forum))
            throw new CollectionException(
                CollectionFailure.NotFound,
                "spec.discourse.url is no address. Write it as https://forum.example."
            );
        if (settings.Auth is not null && forum is { Scheme: not "https", IsLoopback: false })
            throw new CollectionException(
                CollectionFailure.Unauthorized,
                $"The API key of {forum.Host} would travel unencrypted. Give spec.discourse.url as https://."
            );
        // The key travels in headers of Discourse's own, so there is no Authorization to give.
        var key = settings.Auth?.ApiKey.SecretKeyRef;
        var credential = new Credential($"discourse {forum} {key?.Name}/{key?.Key}", _ => new(result: null));
        var client = new DiscourseClient(
            context.Upstreams.For(source.Name, credential),
            forum,
            () => Headers(settings.Auth, context.Secrets)
        );
        return new DiscourseCollector(client, settings);
    }

    /// <summary>Read for each request, so that a rotated key needs no restart.</summary>
    private static IReadOnlyList<KeyValuePair<string, string>> Headers(DiscourseAuth? auth, ISecrets secrets)
    {
        if (auth is null)
            return [];
        try
        {
            return [new("Api-Key", secrets.Read(auth.ApiKey.SecretKeyRef)), new("Api-Username", auth.Username)];
        }
        catch (SecretMissingException missing)
        {
            throw new CollectionException(CollectionFailure.Unauthorized, missing.Message, missing);
        }
    }
}

namespace DevRel.Resources;

/// <summary>
/// What Resources must know of a platform to load, check, explain and publish its block, without knowing the platform.
/// The catalogue of Collectors gives them.
/// </summary>
/// <param name="Key">Name of the block in <c>spec</c>: <c>github</c>.</param>
/// <param name="Title">For people: <c>GitHub</c>.</param>
/// <param name="SettingsType">Record whose properties are the block's fields, described by <see cref="FieldAttribute"/>.</param>
public sealed record PlatformDescriptor(string Key, string Title, Type SettingsType)
{
    /// <summary>What types and attributes cannot say, over a read settings record; null when there is nothing.</summary>
    public Func<object, IEnumerable<SettingsComplaint>>? Check { get; init; }
}

/// <param name="Field">Within the block: <c>repositories</c> or <c>auth.app</c>; empty for the block itself.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Instead">What to write instead.</param>
public sealed record SettingsComplaint(string Field, string What, string Instead);

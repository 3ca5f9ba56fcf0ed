namespace DevRel.Resources;

/// <summary>
/// What Resources must know of a platform to load, check, explain and publish its block, without knowing the platform.
/// The catalogue of Collectors gives them.
/// </summary>
/// <param name="Key">Name of the block in <c>spec</c>: <c>github</c>.</param>
/// <param name="Title">For people: <c>GitHub</c>.</param>
/// <param name="SettingsType">Record whose properties are the block's fields.</param>
public sealed record PlatformDescriptor(string Key, string Title, Type SettingsType);

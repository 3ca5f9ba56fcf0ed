namespace DevRel.Resources;

/// <summary>Where references to secrets resolve: a folder, the environment, or mounted files.</summary>
public interface ISecrets
{
    /// <summary>The value without a trailing line end, read anew each time so that rotation needs no restart. Errors: <see cref="SecretMissingException"/>.</summary>
    string Read(SecretKeyRef reference);
}

/// <summary>The message names Secret, key and every place looked at, and never a value.</summary>
public sealed class SecretMissingException(string message) : Exception(message);

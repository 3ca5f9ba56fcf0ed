namespace DevRel.Testing;

/// <summary>The system's clock, for tests that watch a whole process with servers and programs of others in it.</summary>
public static class RealTime
{
#pragma warning disable RS0030 // The one place in tests that picks it.
    public static TimeProvider Clock => TimeProvider.System;
#pragma warning restore RS0030
}

using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("DevRel.Models.Tests")]
[assembly: InternalsVisibleTo("DevRel.Benchmarks")]

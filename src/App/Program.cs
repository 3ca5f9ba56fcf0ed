using System.CommandLine;
using DevRel.App;
using DevRel.App.Commands;

#pragma warning disable RS0030 // The one place that picks the clock and the dice.
var host = new HostServices(TimeProvider.System, Random.Shared.NextDouble, Console.Out, Console.Error)
{
    IsTerminal = !Console.IsOutputRedirected && !Console.IsErrorRedirected,
};
#pragma warning restore RS0030

var root = new RootCommand("Community metrics you can trust: from manifests to Prometheus, on one machine.")
{
    RunCommand.Create(host),
    CheckCommand.Create(host),
    ExplainCommand.Create(host),
    CollectCommand.Create(host),
    GenerateCommand.Create(host),
};

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
        host.Error.WriteLine(error.Message);
    host.Error.WriteLine("devrel --help lists the verbs and their options");
    return ExitCode.BadUsage;
}

try
{
    return await parsed.InvokeAsync(
        new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(30),
        }
    );
}
catch (UsageException error)
{
    host.Error.WriteLine(error.Message);
    return ExitCode.BadUsage;
}

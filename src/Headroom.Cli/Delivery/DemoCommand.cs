using Headroom.Cli.Demo;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>demo</c>: whole lives on real components, with the commands that a person would type.</summary>
static class DemoCommand
{
    public static Command Build(IClock clock) => Common.Group("demo", "Whole lives on real components, with the commands that a person would type.",
        Common.Of("slurm",
            "Start a private Slurm cluster, let own work fill it, sign a contract, see the quota arrive and own work give way, meter, close the month, give notice, wind down, print the invoices. Needs root and Slurm's packages.",
            clock, session => new SlurmDemo(session, clock).Run()));
}

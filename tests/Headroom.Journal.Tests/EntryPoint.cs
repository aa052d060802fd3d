using Headroom.Journal.Tests;
using Xunit.MicrosoftTestingPlatform;

// Tests of several processes need a second program that writes the same journal: this one, started with another first word.
return args is [Writer.Word, .. var rest]
    ? Writer.Run(rest)
    : await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);

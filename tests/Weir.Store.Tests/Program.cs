using Weir.Store.Tests;
using Xunit.MicrosoftTestingPlatform;

return args is [OtherProcess.Command, var home, var first, var last]
    ? await OtherProcess.WriteAsync(home, first, last)
    : await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions);

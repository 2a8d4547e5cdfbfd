using BenchmarkDotNet.Running;
using Weir.Bench;
using Weir.Bench.Lake;

if (args is ["lake", ..])
    return await LakeBench.RunAsync(args[1..], CancellationToken.None);
BenchmarkSwitcher.FromAssembly(typeof(Readers).Assembly).Run(args);
return 0;

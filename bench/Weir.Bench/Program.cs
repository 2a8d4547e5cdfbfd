using System.Globalization;
using BenchmarkDotNet.Running;
using Weir.Bench;
using Weir.Bench.Diversions;
using Weir.Bench.Effects;
using Weir.Bench.Lake;
using Weir.Bench.Screening;
using Weir.Bench.Surges;

if (args is ["lake", ..])
    return await LakeBench.RunAsync(args[1..], CancellationToken.None);
if (args is ["diversions", .. var worlds])
    return DiversionBench.Run(worlds is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 500);
if (args is ["surges", ..])
    return SurgeBench.Run(args[1..]);
if (args is ["screening", ..])
    return await ScreeningSpeed.RunAsync(args[1..], CancellationToken.None);
if (args is ["screening-parts"])
    return await ScreeningParts.RunAsync(CancellationToken.None);
if (args is ["screening-recall", ..])
    return await ScreeningRecall.RunAsync(args[1..], CancellationToken.None);
if (args is ["effects", ..])
    return EffectBench.Run(args[1..]);
if (args is ["screening-accuracy", ..])
    return await ScreeningAccuracy.RunAsync(args[1..], CancellationToken.None);
BenchmarkSwitcher.FromAssembly(typeof(Readers).Assembly).Run(args);
return 0;

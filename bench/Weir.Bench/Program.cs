using BenchmarkDotNet.Running;
using Weir.Bench;

BenchmarkSwitcher.FromAssembly(typeof(Readers).Assembly).Run(args);

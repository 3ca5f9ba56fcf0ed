// Meters are the process's own: two runs side by side would count into each other's pages.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

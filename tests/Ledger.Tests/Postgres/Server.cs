using Support;

[assembly: AssemblyFixture(typeof(PostgresServer))]

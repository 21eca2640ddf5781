"""The municipality as tenant: the model base, the context that owns the transaction, row-level security."""

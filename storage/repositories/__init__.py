"""One file per aggregate; plain synchronous statements over the transaction's connection."""

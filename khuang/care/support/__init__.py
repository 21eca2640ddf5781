"""Help given and who pays: allowances, packages of many funders, equipment on loan."""

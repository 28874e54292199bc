"""The parts of the explore page, one file each: filters, map, list."""

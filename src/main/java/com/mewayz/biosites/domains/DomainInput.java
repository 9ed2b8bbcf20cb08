package com.mewayz.biosites.domains;

/** @param name like {@code mia.example}; also in letters of other scripts, or cut out of an address */
public record DomainInput(String name) {
    public DomainInput {
        name = DomainName.normal(name == null ? "" : name);
    }
}

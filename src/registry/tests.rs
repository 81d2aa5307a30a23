use super::*;

#[test]
fn every_type_decodes() {
    let mut properties = 0;
    for name in registry().type_names() {
        let resource = registry().resource_type(name).expect(name);
        assert_eq!(resource.name.as_str(), name);
        for node in &resource.nodes {
            for facet in &node.facets {
                if let model::Facet::Object(object) = facet {
                    properties += object.properties.len();
                }
            }
        }
    }
    assert!(properties > 45_000, "{properties} properties");
    assert!(registry().type_names().count() >= 1_884);
}

#[test]
#[ignore]
fn show() {
    let name = std::env::var("SHOW").unwrap_or_default();
    let resource = registry().resource_type(&name).expect("a type");
    for (at, node) in resource.nodes.iter().enumerate() {
        println!("{at} {node:?}");
    }
}
